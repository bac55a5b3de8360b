### What pages say of themselves to search engines and in shared links.

site-title = Көпүрө
site-description = Кеткендер менен калгандарды бириктирген көпүрө: айыл эмнеге муктаж экенин айтат, мекендештер жардам берет, ар бир сомду каалаган киши текшере алат.
site-place-description = { $name }: картадан табыңыз, эмне керек экенин жана ким жооп берерин көрүңүз.
site-organization-description = { $name } Көпүрөдө: ким экени, текшерилгени, байланышы.
site-projects = Долбоорлор
site-projects-of = { $name }: долбоорлор
site-projects-description = Айылдарга эмне керек: көпүрө, суу, мектеп, оорукана. Тандап, жардам берип, ар бир сомду текшериңиз.
site-organizations = Текшерилген уюмдар
site-organizations-description = Документтери текшерилген, долбоор жарыялай алган айыл өкмөттөрү, мектептер, ооруканалар жана коомдук уюмдар.
site-money = Акча кантип жүрөт
site-money-description = Көпүрө акча кармабайт: убаданы жана банк көчүрмөсү далилдеген түшүмдү жазат. Эсепти каалаган киши текшере алат.
