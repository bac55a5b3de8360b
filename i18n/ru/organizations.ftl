### Organizations.

error-already-member-title = Уже участник
error-already-member = Этот человек уже в организации. Роль можно изменить в списке участников.
error-own-organization-title = Это ваша организация
error-own-organization = Решать по своей организации нельзя. Это сделает другой администратор.

mail-organization-invitation-subject = Көпүрө: вас приглашают в организацию
mail-organization-invitation-text =
    Здравствуйте!

    { $organization } приглашает вас стать участником организации в Көпүрө. Если вы согласны, войдите с этим адресом и откройте ссылку:

    { $link }

    Ссылка действует 7 дней.
mail-organization-verified-subject = Көпүрө: организация проверена
mail-organization-verified-text =
    Здравствуйте!

    { $organization } считается проверенной до { $until }. Пояснение администратора:

    { $reason }
mail-organization-rejected-subject = Көпүрө: проверка не пройдена
mail-organization-rejected-text =
    Здравствуйте!

    { $organization } пока не прошла проверку. Пояснение администратора:

    { $reason }

    Можно исправить и отправить снова.
mail-organization-suspended-subject = Көпүрө: организация приостановлена
mail-organization-suspended-text =
    Здравствуйте!

    { $organization } приостановлена. Причина:

    { $reason }
mail-organization-reinstated-subject = Көпүрө: организация снова работает
mail-organization-reinstated-text =
    Здравствуйте!

    { $organization } снова работает. Пояснение:

    { $reason }
