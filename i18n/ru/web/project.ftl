# Страница проекта.
project-parts = Части страницы
project-part-about = Что и зачем
project-part-work = Работы
project-part-money = Деньги
project-part-talk = Вопросы
project-pledge = Пообещать помощь
project-beneficiaries = { $count ->
    [one] поможет { $shown } человеку
   *[other] поможет { $shown } людям
    }
project-frozen = Проект заморожен
project-frozen-text = Организация, которая его ведёт, приостановлена. Пока администратор не снимет приостановку, ничего нельзя обещать, закупать и оплачивать.
project-cancelled = Проект отменён
project-glance = Коротко о проекте
project-pledges = { $count ->
    [0] Обещаний пока нет
    [one] { $count } обещание
    [few] { $count } обещания
   *[many] { $count } обещаний
    }
project-answers = Кто отвечает
project-last-proof = Последнее подтверждение
project-no-proof = пока нет
project-until = Последний день обещаний: { $date }
project-closed-frozen = Пока организация приостановлена, обещания не принимаются.
project-closed-ended = Срок обещаний истёк, или организации нужна новая проверка.
project-closed-draft = Ещё не опубликован: обещания принимаются после публикации.
project-closed-cancelled = Проект отменён, обещания больше не принимаются.
project-closed-funded = Все деньги собраны. Подпишитесь, чтобы увидеть, что из этого выйдет.
project-followers = { $count ->
    [0] подписчиков пока нет
    [one] { $count } подписчик
    [few] { $count } подписчика
   *[many] { $count } подписчиков
    }
project-follow = Следить
project-unfollow = Не следить
project-followed = Вы следите за проектом. Новости появятся на вашей странице.
project-unfollowed = Вы больше не следите за проектом
project-why = Что нужно и зачем
project-budget = Сколько это стоит
project-budget-caption = Бюджет по строкам
project-budget-line = На что
project-amount = Сумма
project-shares = Кто сколько вносит
project-shares-caption = Кто какую долю вносит и что уже поступило
project-partner = Партнёр
project-share = Доля
project-came = Поступило
project-surplus = Если деньги останутся
project-milestones = Этапы работ
project-updates = Новости из села
project-procurement = Как закуплены работы
project-questions = Вопросы и ответы
project-history = Что происходило
partner-diaspora = Диаспора
partner-community = Жители
partner-local_self_government = Айыл окмоту
partner-state = Государство
partner-donors = Доноры
partner-business = Бизнес
money-use-return_to_donors = Они вернутся донорам, соразмерно тому, сколько каждый заплатил.
money-use-same_place = Они останутся в том же селе, на другую нужду.
money-use-named_project = Они пойдут на другой проект.
money-use-project = Посмотреть этот проект
rule-title = К вашим деньгам добавляют другие
rule-adds-community = На каждые { $one } от вас жители добавляют { $adds }.
rule-adds-local_self_government = На каждые { $one } от вас айыл окмоту добавляет { $adds }.
rule-adds-state = На каждые { $one } от вас государство добавляет { $adds }.
rule-adds-donors = На каждые { $one } от вас доноры добавляют { $adds }.
rule-adds-business = На каждые { $one } от вас бизнес добавляет { $adds }.
rule-least = { $partner }: не меньше { $share } от всей суммы
rule-most = { $partner }: не больше { $share } от всей суммы
rule-ceiling = { $partner }: не больше { $amount }
rule-minimum = Проект должен стоить не меньше { $amount }.
rule-proved = Это обещание по правилу. Деньгами оно считается, только когда их подтвердит банковская выписка.
updates-none = Новостей пока нет
updates-none-text = Подпишитесь, и вы узнаете, когда они появятся.
milestone-done = Выполнено: { $date }
milestone-planned = По плану: { $date }
milestone-late = задерживается
document-named = Документ: { $name }
procurement-how = Способ
procurement-method-open_tender = Открытый тендер
procurement-method-limited_tender = Ограниченный тендер
procurement-method-request_for_quotations = Сравнение цен
procurement-method-direct_contract = Прямой договор без конкурса
procurement-method-own_works = Своими силами
procurement-tender = Тендер
procurement-supplier = Поставщик
procurement-value = Сумма договора
procurement-signed = Подписан
procurement-contract = Договор
procurement-recorded = Записано
questions-none = Вопросов пока нет
questions-none-text = Задайте первый: организация отвечает при всех.
question-label = Ваш вопрос
question-hint = Его и ваше имя увидят все. Не пишите телефонов и адресов.
question-ask = Спросить
question-asked = Вопрос опубликован. Мы сообщим вам, когда на него ответят.
question-sign-in = Войдите, чтобы задать вопрос.
question-nobody = Кто-то
question-answer = Ответ организации
question-hidden = Скрыто администратором: { $reason }
question-waits = Ждёт ответа
history-none = Пока ничего не произошло
event-state = Состояние проекта изменилось
event-state-draft = Возвращён в черновик
event-state-submitted = Отправлен на проверку
event-state-published = Опубликован: обещания принимаются
event-state-funded = Все деньги собраны
event-state-procurement = Идёт закупка
event-state-in_progress = Работы начались
event-state-completed = Работы закончены
event-state-accepted = Работы проверены и приняты
event-state-cancelled = Проект отменён
event-state_changed = Состояние проекта изменилось
event-milestone_done = Этап работ выполнен
event-evidence_added = Новое подтверждение: фото или документ
event-milestone_moved = У этапа работ другая дата
event-update_posted = Появилась новость
event-question_answered = На вопрос ответили
event-procurement_recorded = Записано, как закуплены работы
event-organization_suspended = Организация приостановлена, проект заморожен
event-organization_reinstated = Приостановка снята, проект продолжается
money-account = Открыть счёт
money-account-text = Каждый сом этого проекта записан в открытом счёте, который вы можете проверить сами.
money-flow = Приход и расход
money-flow-caption = Откуда пришли деньги и куда ушли
money-none = Денег пока не поступало
money-none-text = Деньги появятся здесь, когда их подтвердит банковская выписка; обещание — ещё не деньги.
money-lines = План и расход
money-lines-caption = Сколько запланировано по каждой строке бюджета и сколько потрачено
money-planned = План
money-spent = Потрачено
money-over = больше плана
money-distributed = Передано по плану
money-left = Остаток на счёте
money-course = Как росла сумма
money-course-caption = Сколько денег поступило к каждому дню
money-pledges = Кто пообещал
pledges-none = Обещаний пока нет
pledges-none-text = Станьте первым.
pledge-anonymous = Без имени
