# Words of the stewards' workspace.
steward-parts = Разделы надзора
steward-queue = Очередь
steward-organizations = Организации
steward-organization = Организация
steward-organization-name = Название
steward-project = Проверка проекта
steward-reports = Жалобы
steward-rates = Курсы валют
steward-audit = Журнал
steward-not-you = Этот раздел для администраторов платформы
steward-not-you-text = Администраторов назначает организация, которая ведёт платформу.
steward-to-verify = Организации ждут проверки
steward-to-publish = Проекты ждут публикации
steward-to-accept = Работы ждут приёмки
steward-none-to-verify = Никто не ждёт проверки
steward-none-to-publish = Никакой проект не ждёт публикации
steward-none-to-accept = Никакие работы не ждут приёмки
steward-asked-at = Когда подана заявка
steward-decide = Принять решение
steward-reason-to-organization = Основание решения
steward-reason-hint = Уйдёт организации по почте: что и как проверено или чего не хватает
steward-verified-until = Проверка действительна до
steward-verify = Признать проверенной
steward-reject = Отклонить
steward-verified = Организация признана проверенной
steward-rejected = Заявка отклонена
steward-no-organizations = Таких организаций нет
steward-see-audit = Записи в журнале
steward-suspend = Приостановить
steward-suspend-text = Все проекты организации остановятся, причину увидят все.
steward-reinstate = Снять приостановку
steward-reinstate-text = Проекты продолжатся с того места, где остановились.
steward-own-project = Это проект вашей организации: решает другой администратор.
steward-no-text = не заполнено
steward-hide = Скрыть вопрос
steward-hide-text = Все увидят, с какого дня вопрос скрыт; причину увидит тот, кто его задал. Только для оскорблений, угроз и чужих личных данных.
steward-filter-any = Все
filter-apply = Показать
filter-clear = Сбросить
# Exchange rates
rates-text = Этот курс видит тот, кто обещает. К цели засчитывается только то, что получил банк.
rates-none = Курсов пока нет
rates-none-text = Без курсов нельзя обещать в других валютах.
rates-som = Сомов за единицу
rates-dated = С какого дня
field-label-source = Источник
field-hint-source = Например, Национальный банк
rates-import = Загрузить курсы
rates-file = Файл CSV
field-label-table = Таблица
field-hint-table = Первая строка date,currency,rate; дальше, например, 2026-05-02,USD,87.45
rates-unreadable = Не удалось прочитать файл
rates-good = { $count ->
    [one] { $count } строка, всё верно
    [few] { $count } строки, всё верно
    *[other] { $count } строк, всё верно
    }
rates-bad = { $count ->
    [one] Ошибка в { $count } строке
    *[other] Ошибки в { $count } строках
    }
rates-line = Строка { $line }: { $fault }
rates-imported = { $count ->
    [one] Загружен { $count } курс
    [few] Загружено { $count } курса
    *[other] Загружено { $count } курсов
    }
rates-fault-header = первая строка должна быть date,currency,rate
rates-fault-columns = нужно три столбца
rates-fault-day = «{ $day }» не дата (2026-05-02)
rates-fault-currency = «{ $currency }» не наша валюта
rates-fault-rate = «{ $rate }» не курс
# The audit log
audit-action = Операция
audit-actor = Кто (номер)
audit-organization = Организация (номер)
audit-subject = С чем (номер)
audit-from = С какого дня
audit-to = По какой день
audit-decided-reports = Решения по жалобам
audit-none = Таких записей нет
audit-none-text = Уберите часть условий.
audit-address = Адрес
audit-request = Запрос
audit-hash = Отпечаток
audit-details = Подробности
# Questions that no desk has, blocks, topics, working days
steward-cases = Вопросы
steward-appeals = Обжалования
steward-topics = Темы
steward-calendar = Календарь
unrouted-text = Вопросы, за которые не отвечает ни один отдел; дольше всех ждущие — первыми. Передайте каждый отделу: автор узнает.
unrouted-none = Ни один вопрос не ждёт отдела
unrouted-none-text = Если кто-то не найдёт подходящего отдела, вопрос появится здесь.
unrouted-one = Найти отдел
unrouted-has-desk = У этого вопроса есть отдел.
unrouted-suggested = Подходящие отделы
unrouted-none-suggested = За эту тему и место не отвечает ни один отдел. Поищите ниже.
unrouted-why = Отвечает по теме «{ $topic }», место: { $place }.
unrouted-words = Слова из вопроса: { $words }.
unrouted-due = Пообещал бы ответ до { $date }
unrouted-route = Передать отделу
unrouted-desk = Отдел
unrouted-reason = Почему этот отдел (автор прочитает)
unrouted-reason-hint = Можно не заполнять
unrouted-action = Передать отделу
unrouted-routed = Вопрос передан отделу, автор узнает об этом
appeals-text = Отдел, который блокирует человека, пишет почему; человек может один раз обжаловать это. За свою организацию никто не решает.
appeals-none = Обжалований нет
appeals-none-text = Если кто-то обжалует блокировку, она появится здесь.
appeals-since = заблокирован { $date }
appeals-desk-says = Отдел пишет
appeals-sender-says = Человек пишет
appeal-decision-upheld = Оставить блокировку
appeal-decision-lifted = Снять блокировку
appeal-decision-text-upheld = Человек по-прежнему не сможет писать в этот отдел.
appeal-decision-text-lifted = Человек снова сможет писать в этот отдел.
appeal-reason = Причина (её прочитают и человек, и отдел)
topics-text = Тему люди выбирают, когда задают вопрос, а ключевые слова помогают найти её по их собственным словам.
topics-new = Новая тема
topics-closed = не для новых вопросов
topics-id = Обозначение
topics-id-hint = Латинскими буквами, например land_lease; потом не меняется
topics-id-fault = От 2 до 40 знаков: строчные латинские буквы, цифры, подчёркивания.
topics-name = Название
topics-keywords = Ключевые слова
topics-keywords-hint = Через запятую, как пишут люди: участок, аренда, кадастр
topics-open = По ней можно задавать новые вопросы
calendar-text = Обещания считаются в рабочих днях. Выходные и праздники с постоянной датой известны; переходящие праздники и перенесённые рабочие дни вносятся сюда, каждый с источником.
calendar-years = Год
calendar-differing = Дни, которые отличаются от правил
calendar-none = Таких дней в этом году нет
calendar-none-text = Внесите переходящие праздники и переносы, когда их объявят.
calendar-by-rule = Праздники по правилам, в будни
calendar-day = День
calendar-kind = Что это за день
calendar-kind-holiday = никто не работает
calendar-kind-working_day = рабочий день
calendar-name = Название
calendar-name-hint = Например: Орозо айт
calendar-source-hint = Кто и где объявил: номер постановления, ссылка
calendar-change = Изменить { $date }
calendar-change-short = Изменить
calendar-remove = Убрать { $date }
calendar-remove-short = Убрать
calendar-remove-text = Для { $date } снова действуют правила. Сроки открытых вопросов не пересчитываются.
calendar-write = Внести день
calendar-write-text = Если день уже есть в таблице, он заменится.
message-hide = Скрыть сообщение
message-hide-text = Все увидят, что оно скрыто и почему; само оно останется в базе. Только за оскорбления, угрозы и чужие личные данные.
