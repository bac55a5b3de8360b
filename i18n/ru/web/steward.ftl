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
