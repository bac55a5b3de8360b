DROP TABLE expenses_lines;
DROP TABLE expenses_totals;
DROP TABLE expenses_reversals;
DROP TABLE expenses_invoices;
DROP TABLE expenses;
DROP TABLE expenses_refund_runs;
