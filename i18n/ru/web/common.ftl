# Слова каждой страницы.
brand = Көпүрө
skip-to-content = К содержанию
nav-label = Главное меню
nav-home = Главная
nav-money = Как движутся деньги
nav-account = Моя учётная запись
nav-workspace = Рабочее место
nav-steward = Надзор
nav-sign-in = Войти
nav-places = Места
nav-about = О платформе
nav-api = Разработчикам (API)
foot-line = Мост между теми, кто уехал, и теми, кто остался. Открытый код, открытые счета.
language-label = Язык
theme-switch = Светлая или тёмная тема
action-retry = Повторить
action-copy = Копировать
action-save = Сохранить
action-cancel = Отмена
action-see-places = Посмотреть карту
copied = Скопировано
copy-failed = Не удалось скопировать: выделите текст и скопируйте сами
saved = Сохранено
state-loading = Загружается
state-failed = Не получилось
error-offline = Нет связи с сервером. Проверьте интернет и попробуйте снова.
error-unreadable = Сервер ответил непонятно. Попробуйте чуть позже.
not-found-title = Такой страницы нет
not-found-text = Возможно, в адресе опечатка или страница больше не открыта.
map-label = Карта: выберите место
map-legend-less = нужно меньше
map-legend-more = нужно больше
date-long = { $day } { $month } { $year }
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря
currency-KGS = Кыргызский сом (KGS)
currency-RUB = Российский рубль (RUB)
currency-USD = Доллар США (USD)
currency-EUR = Евро (EUR)
currency-KZT = Казахстанский тенге (KZT)
currency-TRY = Турецкая лира (TRY)
currency-KRW = Южнокорейская вона (KRW)
currency-GBP = Фунт стерлингов (GBP)
currency-AED = Дирхам ОАЭ (AED)
nav-projects = Проекты
action-search = Найти
action-close = Закрыть
map-open = { $count ->
    [one] { $count } проект
    [few] { $count } проекта
   *[other] { $count } проектов
  }
map-as-table = То же таблицей
map-place = Место
map-projects = Собирают деньги
map-missing = Не хватает
nav-me = Моё
nav-unread = { $count ->
    [one] { $count } новое уведомление
    [few] { $count } новых уведомления
   *[many] { $count } новых уведомлений
    }
action-share = Поделиться
action-print = Распечатать
date-short = { $day }.{ $month }.{ $year }
ago-now = только что
ago-minutes = { $count ->
    [one] { $count } минуту назад
    [few] { $count } минуты назад
   *[many] { $count } минут назад
    }
ago-hours = { $count ->
    [one] { $count } час назад
    [few] { $count } часа назад
   *[many] { $count } часов назад
    }
ago-days = { $count ->
    [one] { $count } день назад
    [few] { $count } дня назад
   *[many] { $count } дней назад
    }
plot-table = То же таблицей
plot-in = Пришло
plot-out = Ушло
plot-goal = Цель: { $goal }
pledge-go-on = Продолжить обещание
