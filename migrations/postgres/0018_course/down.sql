DROP TABLE expenses_days;
DROP TABLE pledges_days;
