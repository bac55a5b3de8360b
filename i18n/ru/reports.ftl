### Reports of abuse.

error-already-reported-title = Вы уже сообщили об этом
error-already-reported = Вы уже сообщили об этом, и администратор ещё не успел посмотреть. О решении вас известят.
error-own-report-title = Это ваша жалоба
error-own-report = Об этом сообщили вы сами. Решает другой администратор.
