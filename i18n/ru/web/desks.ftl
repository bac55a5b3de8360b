# Отделы и то, как они отвечают.
desk-closed = Этот отдел сейчас не принимает новых вопросов.
desk-ask = Спросить этот отдел
desk-answers = Ответы этого отдела
desk-work = Открыть на рабочем месте
desk-promise = Обещание
desk-topics = Темы
desk-places = Территория
desk-languages = Языки ответов
desk-above = Вышестоящий отдел
desk-overdue = Открытые вопросы с прошедшим сроком
desk-overdue-none = Открытых вопросов с прошедшим сроком нет
figures-title = Как отвечает
figures-median = за столько пришла половина ответов
figures-percentile = за столько пришло 90 % ответов
figures-within-promise = в срок
figures-open = ждут ответа
figures-answered = с ответом
figures-unanswered = закрыто без ответа
figures-rating = оценка заявителей
figures-rating-of = { $whole },{ $tenth } из 5
figures-days = { $count ->
    [one] { $count } рабочий день
    [few] { $count } рабочих дня
   *[other] { $count } рабочих дней
  }
figures-few = Пока ответов меньше десяти, среднее не показываем: оно говорило бы об отдельных людях.
figures-distribution = За сколько пришли ответы
figures-taken = Срок
figures-answers = Ответы
figures-within = { $count ->
    [one] до { $count } рабочего дня
   *[other] до { $count } рабочих дней
  }
figures-later = позже
figures-course = По месяцам: сколько раз сдержали обещание
figures-month = Месяц
figures-received = Пришло
figures-kept = в срок
figures-broken = срок нарушен
figures-how = Как это считается
figures-how-days = Считаются рабочие дни Кыргызстана до первого ответа. Передача другому отделу не начинает срок заново.
figures-how-waiting = Дни, когда отдел ждал заявителя, не считаются.
figures-how-broken = Обещание нарушено, если срок прошёл, ответ пришёл позже или обращение закрыли без ответа.
figures-how-few = Пока ответов меньше десяти, нет ни среднего, ни доли. Списка худших нет.
figures-csv = Даты каждого обращения таблицей (CSV)
month-short = { $month }.{ $year }
responsiveness-title = Как отвечают отделы
responsiveness-lead = Посмотрите сами, на сколько вопросов ответили, за сколько дней и в обещанный ли срок.
responsiveness-country = По всей стране
responsiveness-overdue = Открытые вопросы с прошедшим сроком
organization-desks = Отделы, которые отвечают на вопросы
desks-none = Пока ни один отдел не принимает вопросы
