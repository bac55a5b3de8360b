### What pages say of themselves to search engines and in shared links.

site-title = Köpürö
site-description = A bridge between those who left and those who stayed: villages say what they need, people far away help, anyone can check every som.
site-place-description = { $name }: find it on the map, see what is needed and who answers.
site-organization-description = { $name } on Köpürö: who it is, whether it is verified, how to reach it.
