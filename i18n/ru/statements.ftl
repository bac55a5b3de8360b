### Bank statements: errors and mails.

error-statement-format-unknown-title = Эту выписку нельзя прочитать
error-statement-format-unknown = Файл — не camt.053 и не camt.054 (версии 001.02 и 001.08) и не таблица: { $found }. Попросите у банка один из этих форматов.
error-statement-malformed-title = В выписке ошибка
error-statement-malformed = Строка { $line }, запись { $entry }: «{ $element }» отсутствует или не читается. Скачайте выписку из банка заново; ничего не загружено.
error-statement-truncated-title = Выписка неполная
error-statement-truncated = Файл обрывается на строке { $line }. Скачайте его из банка заново; ничего не загружено.
error-statement-forbidden-xml-title = Такая выписка не принимается
error-statement-forbidden-xml = Строка { $line }: в файле есть DTD или сущности (entities). Банку они не нужны, а вред причинить могут. Скачайте выписку прямо из банка.
error-statement-encoding-wrong-title = Буквы не читаются
error-statement-encoding-wrong = Строка { $line }: текст не в кодировке { $encoding }. Выберите кодировку банка в настройках таблицы этого счёта или скачайте файл заново.
error-statement-other-account-title = Выписка другого счёта
error-statement-other-account = Это выписка счёта { $found }, а не { $expected }. Выберите нужный счёт или сначала добавьте его.
error-statement-other-currency-title = Другая валюта
error-statement-other-currency = Строка { $line }, запись { $entry }: валюта { $found }, а счёт ведётся в { $expected }. Ничего не загружено.
error-statement-amount-invalid-title = Сумма не читается
error-statement-amount-invalid = Строка { $line }, запись { $entry }: «{ $text }» — не сумма в { $currency }. Ничего не загружено.
error-statement-balance-missing-title = Нет остатка
error-statement-balance-missing = В выписке нет остатка ({ $balance }), поэтому нельзя проверить, полная ли она. Скачайте выписку за целые дни.
error-statement-out-of-balance-title = Остатки не сходятся
error-statement-out-of-balance = Строка { $line }: остаток до записей { $opening }, сумма записей { $entries }, значит, после них должно быть { $expected }, а указано { $closing }. Разница { $difference } { $currency }. Ничего не загружено; скачайте выписку заново.
error-statement-mapping-missing-title = Как читать эту таблицу?
error-statement-mapping-missing = Пока никто не указал, в какой колонке таблицы этого счёта что стоит. Сохраните это, а потом загрузите файл.
error-transaction-exhausted-title = Столько не осталось
error-transaction-exhausted = От этой банковской операции осталось только { $open } { $currency }. Укажите меньшую сумму.
error-money-spent-title = Эти деньги уже израсходованы
error-money-spent = Отменить нельзя: деньги потрачены или возвращены донору. Сначала отмените это.

mail-receipt-reversed-subject = Көпүрө: квитанция исправлена
mail-receipt-reversed-text =
    Здравствуйте!

    По вашему обещанию на «{ $project }» было записано { $amount }, и эта запись исправлена: { $reason }

    Теперь это видно и в квитанции. Если это для вас неожиданно, спросите организацию. Квитанция:

    { $link }
