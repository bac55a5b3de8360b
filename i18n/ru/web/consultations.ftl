# Consultations: what organizations ask before they decide.
consultations-title = Обсуждения
consultations-text = Прежде чем решить, организация спрашивает тех, кого это касается. Напишите мнение о проекте, поддержите мнения других, а потом увидите, что учли, что нет и почему.
consultations-show = Показать
consultations-all = Все
consultations-draft = Черновики
consultations-open = Принимают мнения
consultations-closed = Ждут итога
consultations-concluded = С итогом
consultations-overdue = Итог опаздывает
consultations-none = Таких обсуждений нет
consultations-none-text = Когда организация о чём-то спросит, это появится здесь.
consultations-own-text = Спросите людей за рубежом и дома, прежде чем решать. Потом по каждому разделу вы скажете, что учли, что нет и почему.
consultations-own-none = Обсуждений пока нет
consultations-own-none-text = Первое пишет владелец или руководитель.
consultation-draft = черновик
consultation-open = принимает мнения
consultation-closed = ждёт итога
consultation-concluded = итог опубликован
consultation-overdue = итог опаздывает
consultation-until = Мнения до { $date }
consultation-was-until = Мнения принимались до { $date }
consultation-result-due = Итог — до { $date }
consultation-result-was-due = Итог должен был быть до { $date }
consultation-result-of = Итог от { $date }
consultation-promise = До { $date } организация скажет, что учла, что нет и почему.
consultation-overdue-text = Организация ещё не сказала, что она учла, а что нет.
consultation-draft-text = Черновик: его видят только участники организации.
consultation-published = опубликовано { $date }
consultation-to-work = Работать над ним
consultation-outcome = Что из этого вышло
consultation-outcome-kind = Что стало с мнениями
consultation-outcome-reason = Почему
consultation-choose-outcome = Выберите, что из этого вышло
outcome-taken_up = учтено
outcome-partly_taken_up = учтено частично
outcome-not_taken_up = не учтено
comments-count = { $count ->
    [0] Мнений нет
    [one] { $count } мнение
    [few] { $count } мнения
   *[other] { $count } мнений
    }
comments-count-open = { $count ->
    [0] Напишите первое мнение
    [one] { $count } мнение: читать и писать
    [few] { $count } мнения: читать и писать
   *[other] { $count } мнений: читать и писать
    }
comments-none = Мнений пока нет
comments-none-text = Об этом разделе ещё никто не написал.
comment-sign-in = Чтобы писать и поддерживать, войдите.
comment-mine = Ваше мнение об этом разделе
comment-hint = Одно мнение от человека на раздел. Если вы уже писали, новое заменит его, а прежнее останется видно.
comment-action = Опубликовать мнение
comment-written = Ваше мнение теперь видят все
comment-changed = Ваше мнение изменено, прежнее тоже видно
comment-is-mine = ваше
comment-change = Изменить
comment-nobody = Имя удалено
comment-hidden = Это мнение скрыл администратор.
comment-hide = Скрыть мнение
comment-hide-text = Все увидят, что оно скрыто и почему. Только за оскорбления, угрозы и чужие личные данные.
comment-hide-reason = Причина (её прочитают все)
comment-support = Поддерживаю
comment-supports = { $count ->
    [0] Пока никто не поддержал
    [one] Поддерживает { $count } человек
    [few] Поддерживают { $count } человека
   *[other] Поддерживают { $count } человек
    }
comment-versions = { $count ->
    [one] { $count } версия
    [few] { $count } версии
   *[other] { $count } версий
    }
comment-version = Версия { $number }
consultation-new = Написать обсуждение
consultation-new-text = Разделите проект или вопросы на разделы: люди пишут о каждом, а вы о каждом отвечаете.
consultation-created = Черновик сохранён; опубликуйте его, когда он будет готов
consultation-save-draft = Сохранить черновик
consultation-not-yours = Вы не можете писать здесь обсуждения
consultation-not-yours-text = Это делает владелец или руководитель организации.
consultation-others-draft = Черновик. Меняет и публикует его владелец или руководитель.
consultation-see-page = Страница, которую видят все
consultation-title = О чём оно
consultation-summary = О чём вы спрашиваете и почему
consultation-summary-hint = Кто и когда решает, что ещё можно изменить
consultation-closes-on = Мнения до
consultation-closes-hint = Не меньше { $days } дней со дня публикации
consultation-result-on = Итог до
consultation-result-hint = Не больше { $days } дней после этого; опоздание увидят все
consultation-section = Раздел { $number }
consultation-add-section = Добавить раздел
consultation-remove-section = Убрать раздел { $number }
consultation-heading = Заголовок
consultation-body = Текст
consultation-publish = Опубликовать
consultation-publish-text = После публикации ни текст, ни дни изменить нельзя.
consultation-published-now = Теперь писать могут все
consultation-save-first = Сначала сохраните черновик, потом публикуйте.
consultation-too-soon = Людям нужна хотя бы неделя: выберите более поздний последний день и сохраните.
consultation-open-text = Сейчас люди пишут мнения. До { $date } вы скажете, что учли, что нет и почему.
consultation-concluded-text = Итог видят все.
consultation-conclude-text = Приём мнений окончен. По каждому разделу напишите, что стало с мнениями и почему.
consultation-read-comments = Прочитать мнения
consultation-note = Что вы скажете обо всём
consultation-note-hint = Что будет дальше, и спасибо тем, кто писал
consultation-conclude = Опубликовать итог
consultation-concluded-now = Итог теперь видят все
