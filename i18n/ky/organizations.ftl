### Organizations.

error-already-member-title = Мурдатан мүчө
error-already-member = Бул адам уюмдун мүчөсү. Ролун мүчөлөрдүн тизмесинен өзгөртүңүз.
error-own-organization-title = Өз уюмуңуз
error-own-organization = Өз уюмуңуз боюнча чечим чыгара албайсыз. Муну башка көзөмөлчү чечет.

mail-organization-invitation-subject = Көпүрө: сизди уюмга чакырышат
mail-organization-invitation-text =
    Саламатсызбы!

    { $organization } сизди Көпүрөдө өз мүчөсү болууга чакырат. Макул болсоңуз, бул дарек менен кирип, шилтемени ачыңыз:

    { $link }

    Шилтеме 7 күн иштейт.
mail-organization-verified-subject = Көпүрө: уюмуңуз текшерилди
mail-organization-verified-text =
    Саламатсызбы!

    { $organization } { $until } чейин текшерилген деп таанылды. Көзөмөлчүнүн түшүндүрмөсү:

    { $reason }
mail-organization-rejected-subject = Көпүрө: текшерүүдөн өткөн жок
mail-organization-rejected-text =
    Саламатсызбы!

    { $organization } азырынча текшерүүдөн өткөн жок. Көзөмөлчүнүн түшүндүрмөсү:

    { $reason }

    Оңдоп, кайра жөнөтсөңүз болот.
mail-organization-suspended-subject = Көпүрө: уюмуңуз токтотулду
mail-organization-suspended-text =
    Саламатсызбы!

    { $organization } токтотулду. Себеби:

    { $reason }
mail-organization-reinstated-subject = Көпүрө: уюмуңуз кайра иштейт
mail-organization-reinstated-text =
    Саламатсызбы!

    { $organization } кайра иштейт. Түшүндүрмө:

    { $reason }
