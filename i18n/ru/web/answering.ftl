# Words of an organization's answers: its desks, their queues and cases.
desks-title = Отделы
desks-text = Отдел отвечает на вопросы по своим темам и местам за обещанное число рабочих дней.
desks-own-none = Отделов пока нет
desks-own-none-text = Когда отдел создан, люди могут задавать ему вопросы. Отделы создают владельцы и руководители.
desk-new = Создать отдел
desk-new-text = Напишите, за что отдел отвечает и в какой срок. Подходящие вопросы попадут в его очередь.
desk-create = Создать отдел
desk-created = Отдел создан, ему можно задавать вопросы
desk-unverified = Вести отдел может только проверенная организация. Сначала отправьте её на проверку.
desk-not-yours = Вы не можете создавать здесь отделы
desk-not-yours-text = Это делает владелец или руководитель организации.
desk-closed-badge = не принимает новых вопросов
desk-promise-within = { $days ->
    [one] Первый ответ за { $days } рабочий день
    [few] Первый ответ за { $days } рабочих дня
   *[other] Первый ответ за { $days } рабочих дней
    }
desk-parts = Разделы отдела
desk-part-queue = Очередь
desk-part-canned = Готовые ответы
desk-part-settings = Настройки
desk-see-page = Страница, которую видят все
desk-edit = За что отдел отвечает
desk-name = Название отдела
desk-name-hint = Например: Признание дипломов
desk-about = Что он делает, а чего нет
desk-about-hint = Чтобы люди знали, с чем сюда приходить, а с чем — нет
desk-place-add = Добавить место
desk-places-hint = Место включает всё, что в нём находится
desk-place-remove = Убрать: { $name }
desk-promise-days = Обещание, в рабочих днях
desk-promise-hint = От 1 до { $max }. Изменение действует для вопросов, которые придут после него.
desk-above-hint = Просроченный вопрос уходит и туда. Если не выбрать, это вышестоящий отдел по организации и месту.
desk-above-derived = по организации и месту
desk-opening = Новые вопросы
desk-close = Не принимать новые вопросы
desk-close-text = На вопросы, которые уже есть, отвечать нужно; новые задать нельзя.
desk-open = Снова принимать вопросы
desk-open-text = Этому отделу снова можно задавать вопросы.
desk-picker-any-topic = Любая тема
desk-picker-among = Где искать
desk-picker-all = Среди всех отделов
desk-picker-own = Среди отделов этой организации
desk-picker-place = Место
desk-picker-place-hint = Без места: отделы для всей страны
desk-picker-none = Таких отделов нет
desk-picker-none-text = Выберите другую тему или место.
desk-picker-choose = Выбрать
desk-picker-choose-named = Выбрать: { $name }
duty-title = Кто отвечает
duty-text = Им приходят письма о новых вопросах, и они могут отвечать. Владельцы и руководители тоже могут.
duty-nobody = В отделе никого нет: о новых вопросах никто не узнает.
duty-remove = Убрать
duty-remove-named = Убрать из отдела: { $name }
duty-add = Добавить в отдел
duty-add-who = Ещё один участник
duty-choose = Выберите участника
duty-everyone = Все участники уже в отделе.
standing-closed = закрыто
standing-answered = ответ дан
standing-no-desk = ждёт отдела
standing-waits-for-asker = ждёт автора вопроса
standing-overdue = просрочено с { $date }
standing-due-today = срок сегодня
standing-due-tomorrow = срок завтра
standing-due = срок { $date }
queue-due = Срок
queue-due-any = Любой
queue-due-overdue = Просроченные
queue-due-today = Сегодня и раньше
queue-due-week = На этой неделе и раньше
queue-whose = Кому поручено
queue-whose-any = Все
queue-whose-me = Мне
queue-whose-none = Никому
queue-state = Состояние
queue-state-open = Ждут ответа
queue-state-answered = С ответом
queue-state-closed = Закрытые
queue-topic = Тема
queue-topic-any = Любая тема
queue-none = Вопросов здесь нет
queue-none-text = Когда отделу зададут вопрос, он появится здесь, а тем, кто отвечает, придёт письмо.
queue-none-filtered = Под эти фильтры ничего не подходит.
queue-nobody = Никому отдельно
queue-nobodys = Никому не поручено
queue-assigned-to = Поручено: { $name }
queue-privacy-public = открытый
queue-privacy-private = личный
queue-asked = задан { $date }
queue-select = Отметить: { $subject }
queue-select-all = Отметить все показанные
queue-select-none = Снять отметки
queue-bulk = Поручить несколько вопросов
queue-selected = { $count ->
    [0] Ничего не отмечено
    [one] Отмечен { $count } вопрос
    [few] Отмечено { $count } вопроса
   *[other] Отмечено { $count } вопросов
    }
queue-none-selected = Сначала отметьте вопрос
queue-assign-to = Кому поручить
queue-assign = Поручить
queue-assigned = { $count ->
    [one] Поручен { $count } вопрос: { $name }
    [few] Поручено { $count } вопроса: { $name }
   *[other] Поручено { $count } вопросов: { $name }
    }
queue-assigned-nobody = { $count ->
    [one] { $count } вопрос никому отдельно не поручен
    [few] { $count } вопроса никому отдельно не поручены
   *[other] { $count } вопросов никому отдельно не поручены
    }
queue-keys = Клавиши
queue-keys-on = Клавиши из одной буквы включены
queue-keys-text = Они никогда не действуют, пока вы печатаете в поле.
queue-key-next = следующий вопрос
queue-key-before = предыдущий вопрос
queue-key-select = отметить или снять отметку
queue-key-open = открыть
queue-key-assign = взять себе отмеченные, а если их нет — этот вопрос
queue-key-help = показать эти клавиши
canned-text = Сохраните то, что пишете часто, на каждом языке отдела. Отвечая, вы вставите текст и поправите что нужно.
canned-none = Готовых ответов пока нет
canned-none-text = Напишите первый ниже.
canned-new = Новый готовый ответ
canned-change = Изменить
canned-title = Название для отдела
canned-title-hint = Его видят только участники
canned-body = Ответ
canned-remove = Удалить
canned-remove-text = «{ $title }» будет удалён. Данные ответы останутся.
canned-removed = Удалено
canned-not-yours = Вы не отвечаете в этом отделе
canned-not-yours-text = Готовые ответы видят те, кто отвечает, владельцы и руководители.
# A case at its desk
casework-page = Обращение
casework-to-queue = Назад в очередь
casework-side = Об этом вопросе
casework-is-mine = Этот вопрос задали вы, поэтому отвечают другие.
casework-assigned = Сохранено, кто отвечает
casework-transfer = Передать другому отделу
casework-transfer-text = Вопрос перейдёт к другому отделу, а срок продолжит идти: обещание остаётся прежним.
casework-transfer-to = Какому отделу
casework-transferred = Передано: { $name }
casework-reason = Причина (автор прочитает)
casework-close = Закрыть вопрос
casework-close-text = Вопрос, закрытый без ответа, считается неотвеченным. Если в течение 30 дней придёт ответ, он откроется снова.
casework-closed = Вопрос закрыт
casework-block = Заблокировать отправителя
casework-block-text = Этот человек больше не сможет писать в этот отдел. Он прочитает причину и может обжаловать её у администраторов. Только за оскорбления, угрозы и поток сообщений.
casework-block-reason = Причина (отправитель прочитает)
casework-blocked = Отправитель заблокирован
casework-unblock = Снять блокировку
casework-unblocked = Блокировка снята
compose-nothing = Сейчас в этот вопрос ничего нельзя написать.
compose-canned = Готовый ответ
compose-canned-language = Язык
compose-canned-insert = Вставить
# Blocked senders
desk-part-blocks = Заблокированные
desk-blocks-text = Отправители, которых этот отдел не слушает. Они могут обжаловать это у администраторов; вы сами можете снять блокировку в любое время.
desk-blocks-none = Никто не заблокирован
desk-blocks-none-text = Отправителя блокируют на странице его вопроса.
desk-blocks-not-yours-text = Кого заблокировал отдел, видят те, кто отвечает, владельцы и руководители.
desk-blocks-case = Его вопрос
desk-blocks-upheld = Администратор оставил блокировку: { $reason }
desk-blocks-end-text = Отправитель снова сможет писать в этот отдел.
casework-rating = Оценка
casework-rated = { $rating } из 5
