DROP TABLE pledges_partners;
DROP TABLE pledges_totals;
DROP TABLE pledges_receipts;
DROP TABLE pledges;
