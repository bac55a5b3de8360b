# Consultations: what organizations ask before they decide.
consultations-title = Талкуулар
consultations-text = Уюм чечим чыгарардан мурун ага тиешеси бар адамдардан сурайт. Долбоору боюнча пикириңизди жазып, башкалардын пикирин колдоңуз; кийин эмне эске алынганын, эмне алынбаганын, эмне үчүн экенин көрөсүз.
consultations-show = Кайсынысы
consultations-all = Баары
consultations-draft = Жарыялана электери
consultations-open = Пикир күткөнү
consultations-closed = Жыйынтык күткөнү
consultations-concluded = Жыйынтыгы барлар
consultations-overdue = Жыйынтыгы кечиккени
consultations-none = Мындай талкуу жок
consultations-none-text = Кайсы бир уюм бир нерсе сураганда, ушул жерден көрүнөт.
consultations-own-text = Чечим чыгарардан мурун чет өлкөдөгүлөрдөн да, мекендегилерден да сураңыз. Кийин ар бир бөлүк боюнча эмне эске алынганын, эмне алынбаганын, эмне үчүн экенин айтасыз.
consultations-own-none = Талкуу азырынча жок
consultations-own-none-text = Биринчисин уюмдун ээси же жетекчиси жазат.
consultation-draft = жарыялана элек
consultation-open = пикир күтүүдө
consultation-closed = жыйынтык күтүүдө
consultation-concluded = жыйынтыгы чыкты
consultation-overdue = жыйынтыгы кечикти
consultation-until = Пикирлер { $date } чейин
consultation-was-until = Пикирлердин мөөнөтү { $date } бүттү
consultation-result-due = Жыйынтык { $date } чейин чыгат
consultation-result-was-due = Жыйынтык { $date } чейин чыгышы керек эле
consultation-result-of = { $date } чыккан жыйынтык
consultation-promise = Уюм { $date } чейин эмне эске алынганын, эмне алынбаганын, эмне үчүн экенин айтат.
consultation-overdue-text = Уюм эмнени эске алганын, эмнени албаганын азырынча айта элек.
consultation-draft-text = Жарыялана элек: уюмдун мүчөлөрү гана көрөт.
consultation-published = { $date } жарыяланган
consultation-to-work = Үстүндө иштөө
consultation-outcome = Эмне болду
consultation-outcome-kind = Айтылган пикирлер эмне болду
consultation-outcome-reason = Эмне үчүн
consultation-choose-outcome = Эмне болгонун тандаңыз
outcome-taken_up = эске алынды
outcome-partly_taken_up = жарым-жартылай эске алынды
outcome-not_taken_up = эске алынган жок
comments-count = { $count ->
    [0] Пикир жок
   *[other] { $count } пикир
    }
comments-count-open = { $count ->
    [0] Биринчи болуп пикир жазыңыз
   *[other] { $count } пикир: окуу жана жазуу
    }
comments-none = Пикир азырынча жок
comments-none-text = Бул бөлүк боюнча эч ким пикир жаза элек.
comment-sign-in = Пикир жазуу жана колдоо үчүн кириңиз.
comment-mine = Бул бөлүк боюнча пикириңиз
comment-hint = Ар бир киши ар бир бөлүккө бир пикир жазат. Мурда жазган болсоңуз, ордуна ушул турат, мурункусу да көрүнүп калат.
comment-action = Пикирди жарыялоо
comment-written = Пикириңизди эми баары көрөт
comment-changed = Пикириңиз өзгөрдү, мурункусу да көрүнүп турат
comment-is-mine = сиздики
comment-change = Өзгөртүү
comment-nobody = Аты алынган
comment-hidden = Бул пикирди көзөмөлчү жашырган.
comment-hide = Пикирди жашыруу
comment-hide-text = Жашырылганын да, себебин да баары көрөт. Кордоо, коркутуу, бирөөнүн жеке маалыматы үчүн гана.
comment-hide-reason = Себеби (баары окуйт)
comment-support = Колдойм
comment-supports = { $count ->
    [0] Азырынча эч ким колдой элек
   *[other] { $count } киши колдойт
    }
comment-versions = { $count } түрү бар
comment-version = { $number }-түрү
consultation-new = Талкуу жазуу
consultation-new-text = Долбоорду же суроолорду бөлүктөргө бөлүңүз: адамдар ар бирине пикир жазат, сиз ар бири боюнча жооп бересиз.
consultation-created = Сакталды; даяр болгондо жарыялаңыз
consultation-save-draft = Сактап коюу
consultation-not-yours = Сиз бул жерде талкуу жаза албайсыз
consultation-not-yours-text = Аны уюмдун ээси же жетекчиси жасайт.
consultation-others-draft = Жарыялана элек. Уюмдун ээси же жетекчиси өзгөртүп, жарыялайт.
consultation-see-page = Баары көргөн барак
consultation-title = Эмне жөнүндө
consultation-summary = Эмне суралат, эмне үчүн
consultation-summary-hint = Ким, качан чечет, эмнени дагы өзгөртсө болот
consultation-closes-on = Пикирлер качанга чейин
consultation-closes-hint = Жарыяланган күндөн тартып кеминде { $days } күн
consultation-result-on = Жыйынтык качанга чейин
consultation-result-hint = Андан кийин эң көбү { $days } күн; кечиксе, баары көрөт
consultation-section = { $number }-бөлүк
consultation-add-section = Бөлүк кошуу
consultation-remove-section = { $number }-бөлүктү алып салуу
consultation-heading = Аталышы
consultation-body = Тексти
consultation-publish = Жарыялоо
consultation-publish-text = Жарыялангандан кийин тексти да, күндөрү да өзгөрбөйт.
consultation-published-now = Эми баары пикир жаза алат
consultation-save-first = Адегенде сактап, анан жарыялаңыз.
consultation-too-soon = Адамдарга кеминде бир апта керек: пикирлердин акыркы күнүн кийинкирээк тандап, сактаңыз.
consultation-open-text = Адамдар азыр пикир жазып жатат. { $date } чейин эмне эске алынганын, эмне алынбаганын, эмне үчүн экенин айтасыз.
consultation-concluded-text = Жыйынтыкты баары көрөт.
consultation-conclude-text = Пикирлердин мөөнөтү бүттү. Ар бир бөлүк боюнча айтылгандар эмне болгонун, эмне үчүн экенин жазыңыз.
consultation-read-comments = Пикирлерди окуу
consultation-note = Баары жөнүндө эмне айтасыз
consultation-note-hint = Мындан ары эмне болот, жазгандарга ыраазычылык
consultation-conclude = Жыйынтыкты жарыялоо
consultation-concluded-now = Жыйынтыкты эми баары көрөт
