### Reports of abuse.

error-already-reported-title = Мурда кабарлагансыз
error-already-reported = Бул тууралуу кабарлагансыз, көзөмөлчү азырынча карай элек. Чечим чыкканда билдирүү аласыз.
error-own-report-title = Бул өзүңүздүн арызыңыз
error-own-report = Бул тууралуу өзүңүз кабарлагансыз. Чечимди башка көзөмөлчү чыгарат.
