### Pledges, exchange rates and the ledger: errors and mails.

error-project-not-open-title = Азыр убада кабыл алынбайт
error-project-not-open = Бул долбоор азыр убада кабыл албайт. Өзгөрүүнү билүү үчүн ага жазылып коюңуз же башка долбоорду тандаңыз.
error-no-bank-account-title = Банк эсеби азырынча жок
error-no-bank-account = Долбоорду аткаруучу уюм бул валютадагы эсебин көрсөткөн эмес. Сомду тандаңыз же уюмга кайрылыңыз.
error-exchange-rate-missing-title = Валюта курсу жок
error-exchange-rate-missing = { $currency } үчүн жаңы курс жок. Башка валютаны тандаңыз же кийинчерээк аракет кылыңыз.
error-wrong-state-title = Эми мүмкүн эмес
error-wrong-state = Азыркы абалында ({ $state }) муну кылууга болбойт. Эмне өзгөргөнүн көрүү үчүн баракты жаңыртыңыз.

mail-pledge-made-subject = Көпүрө: убадаңызды кантип төлөйсүз
mail-pledge-made-text =
    Саламатсызбы!

    «{ $project }» үчүн { $amount } убада кылганыңызга рахмат. Акча банк ырастаганда эсепке алынат. Сураныч, { $expected } которуңуз:

    { $holder }
    { $bank }, эсеп { $account }
    Төлөм коду: { $reference }

    Төлөмдүн максатына ушул кодду сөзсүз жазыңыз: акчаңызды ошол код боюнча тааныйбыз. { $until } чейин төлөп коюңуз. Убадаңыз:

    { $link }
mail-pledge-received-subject = Көпүрө: акчаңыз келип түштү
mail-pledge-received-text =
    Саламатсызбы!

    «{ $project }» үчүн { $amount } келип түштү, муну банктын { $date } күнкү көчүрмөсү ырастайт. Дүмүрчөгүңүз — аны шилтеме аркылуу каалаган киши текшере алат:

    { $link }
mail-pledge-lapsed-subject = Көпүрө: убадаңыздын мөөнөтү өттү
mail-pledge-lapsed-text =
    Саламатсызбы!

    «{ $project }» үчүн { $amount } убадаңыз { $date } чейин төлөнгөн жок, ошондуктан эми эсепке алынбайт. Дагы эле жардам бергиңиз келсе, жаңы убада берсеңиз болот:

    { $link }
