### Pledges, exchange rates and the ledger: errors and mails.

error-project-not-open-title = Обещания сейчас не принимаются
error-project-not-open = Этот проект сейчас не принимает обещаний. Подпишитесь на него, чтобы узнать об изменениях, или выберите другой.
error-no-bank-account-title = Банковского счёта пока нет
error-no-bank-account = Организация, которая ведёт проект, не указала счёт для этой валюты. Выберите сомы или обратитесь в организацию.
error-exchange-rate-missing-title = Нет курса валюты
error-exchange-rate-missing = Нет свежего курса для { $currency }. Выберите другую валюту или повторите позже.
error-wrong-state-title = Уже нельзя
error-wrong-state = В нынешнем состоянии ({ $state }) это сделать нельзя. Обновите страницу, чтобы увидеть, что изменилось.

mail-pledge-made-subject = Көпүрө: как оплатить ваше обещание
mail-pledge-made-text =
    Здравствуйте!

    Спасибо, что вы пообещали { $amount } на «{ $project }». Деньги засчитаются, когда их подтвердит банк. Пожалуйста, переведите { $expected }:

    { $holder }
    { $bank }, счёт { $account }
    Код платежа: { $reference }

    Код должен стоять в назначении платежа: по нему мы узнаем ваш перевод. Пожалуйста, оплатите до { $until }. Ваше обещание:

    { $link }
mail-pledge-received-subject = Көпүрө: ваши деньги поступили
mail-pledge-received-text =
    Здравствуйте!

    { $amount } на «{ $project }» поступили, это подтверждает банковская выписка от { $date }. Ваша квитанция — проверить её по ссылке может любой:

    { $link }
mail-pledge-lapsed-subject = Көпүрө: срок вашего обещания истёк
mail-pledge-lapsed-text =
    Здравствуйте!

    Ваше обещание { $amount } на «{ $project }» не было оплачено до { $date } и больше не учитывается. Если вы всё ещё хотите помочь, сделайте новое:

    { $link }
