### What pages say of themselves to search engines and in shared links.

site-title = Көпүрө
site-description = Мост между уехавшими и оставшимися: село говорит, что ему нужно, земляки помогают, каждый сом может проверить любой.
site-place-description = { $name }: найдите на карте, узнайте, что нужно и кто отвечает.
site-organization-description = { $name } в Көпүрө: кто это, кем проверено, как связаться.
