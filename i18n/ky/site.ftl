### What pages say of themselves to search engines and in shared links.

site-title = Көпүрө
site-description = Кеткендер менен калгандарды бириктирген көпүрө: айыл эмнеге муктаж экенин айтат, мекендештер жардам берет, ар бир сомду каалаган киши текшере алат.
site-place-description = { $name }: картадан табыңыз, эмне керек экенин жана ким жооп берерин көрүңүз.
site-organization-description = { $name } Көпүрөдө: ким экени, текшерилгени, байланышы.
