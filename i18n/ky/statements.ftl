### Bank statements: errors and mails.

error-statement-format-unknown-title = Бул көчүрмөнү окууга болбойт
error-statement-format-unknown = Файл camt.053 же camt.054 да (001.02 жана 001.08 версиялары), таблица да эмес: { $found }. Банктан ушул форматтардын бирин сураңыз.
error-statement-malformed-title = Көчүрмөдө ката бар
error-statement-malformed = { $line }-сап, { $entry }-жазуу: «{ $element }» жок же окулбайт. Көчүрмөнү банктан кайра жүктөп алыңыз; эч нерсе киргизилген жок.
error-statement-truncated-title = Көчүрмө толук эмес
error-statement-truncated = Файл { $line }-сапта үзүлүп калган. Аны банктан кайра жүктөп алыңыз; эч нерсе киргизилген жок.
error-statement-forbidden-xml-title = Бул көчүрмө кабыл алынбайт
error-statement-forbidden-xml = { $line }-сап: файлда DTD же entity бар. Алар банкка керек эмес, бирок зыян келтириши мүмкүн. Көчүрмөнү банктын өзүнөн жүктөп алыңыз.
error-statement-encoding-wrong-title = Тамгалар окулбай жатат
error-statement-encoding-wrong = { $line }-сап: текст { $encoding } эмес. Эсептин таблица жөндөөлөрүнөн банк колдонгон коддоону тандаңыз же файлды кайра жүктөп алыңыз.
error-statement-other-account-title = Башка эсептин көчүрмөсү
error-statement-other-account = Көчүрмө { $expected } эсебиники эмес, { $found } эсебиники. Туура эсепти тандаңыз же адегенде аны кошуңуз.
error-statement-other-currency-title = Валютасы башка
error-statement-other-currency = { $line }-сап, { $entry }-жазуу: валютасы { $found }, ал эми эсеп { $expected } менен жүргүзүлөт. Эч нерсе киргизилген жок.
error-statement-amount-invalid-title = Сумма окулбай жатат
error-statement-amount-invalid = { $line }-сап, { $entry }-жазуу: «{ $text }» { $currency } боюнча туура сумма эмес. Эч нерсе киргизилген жок.
error-statement-balance-missing-title = Калдык көрсөтүлгөн эмес
error-statement-balance-missing = Көчүрмөдө калдык ({ $balance }) жок, андыктан анын толук экенин текшерүүгө болбойт. Толук күндөрдүн көчүрмөсүн жүктөп алыңыз.
error-statement-out-of-balance-title = Калдыктар дал келбейт
error-statement-out-of-balance = { $line }-сап: башындагы калдык { $opening }, жазуулардын суммасы { $entries }, демек аягында { $expected } калышы керек эле, бирок { $closing } деп турат. Айырма { $difference } { $currency }. Эч нерсе киргизилген жок; көчүрмөнү кайра жүктөп алыңыз.
error-statement-mapping-missing-title = Таблица кантип окулат?
error-statement-mapping-missing = Бул эсептин таблицасында кайсы тилкеде эмне турганы азырынча көрсөтүлгөн эмес. Адегенде ошону сактап, анан файлды киргизиңиз.
error-transaction-exhausted-title = Мынча калган жок
error-transaction-exhausted = Бул банк операциясынан { $open } { $currency } гана калды. Андан ашпаган сумманы жазыңыз.
error-money-spent-title = Бул акча жумшалып кеткен
error-money-spent = Артка кайтарууга болбойт: акча жумшалган же донорго кайтарылган. Адегенде ошону жокко чыгарыңыз.

mail-receipt-reversed-subject = Көпүрө: дүмүрчөк оңдолду
mail-receipt-reversed-text =
    Саламатсызбы!

    «{ $project }» үчүн берген убадаңызга { $amount } жазылган эле, бул оңдолду: { $reason }

    Эми дүмүрчөктө да ошондой деп турат. Эгер түшүнүксүз болсо, уюмдан сураңыз. Дүмүрчөк:

    { $link }
