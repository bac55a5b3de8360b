# Words of every page.
brand = Köpürö
skip-to-content = Skip to content
nav-label = Main navigation
nav-home = Home
nav-money = How money works
nav-account = My account
nav-workspace = Workspace
nav-steward = Steward
nav-sign-in = Sign in
nav-places = Places
nav-about = About
nav-api = For developers (API)
foot-line = A bridge between those who left and those who stayed. Open code, open accounts.
language-label = Language
theme-switch = Switch between light and dark
action-retry = Try again
action-copy = Copy
action-save = Save
action-cancel = Cancel
action-see-places = See the map
copied = Copied
copy-failed = Could not copy: select the text and copy it yourself
saved = Saved
state-loading = Loading
state-failed = This did not work
error-offline = No connection to the server. Check your internet and try again.
error-unreadable = The server gave an answer we can't read. Try again in a moment.
not-found-title = There is no such page
not-found-text = The address may be mistyped, or the page is no longer public.
map-label = Map: choose a place
map-legend-less = less needed
map-legend-more = more needed
date-long = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
currency-KGS = Kyrgyz som (KGS)
currency-RUB = Russian rouble (RUB)
currency-USD = US dollar (USD)
currency-EUR = Euro (EUR)
currency-KZT = Kazakh tenge (KZT)
currency-TRY = Turkish lira (TRY)
currency-KRW = South Korean won (KRW)
currency-GBP = Pound sterling (GBP)
currency-AED = UAE dirham (AED)
nav-projects = Projects
action-search = Search
action-close = Close
map-open = { $count ->
    [one] { $count } project
   *[other] { $count } projects
  }
map-as-table = The same as a table
map-place = Place
map-projects = Taking pledges
map-missing = Still missing
nav-me = My space
nav-unread = { $count ->
    [one] { $count } new notification
   *[other] { $count } new notifications
    }
action-share = Share
action-print = Print
date-short = { $day }/{ $month }/{ $year }
ago-now = just now
ago-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
    }
ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
    }
ago-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
    }
plot-table = The same as a table
plot-in = In
plot-out = Out
plot-goal = Goal { $goal }
pledge-go-on = Go on with your pledge
