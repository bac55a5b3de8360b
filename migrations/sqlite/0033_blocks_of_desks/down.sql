DROP INDEX cases_blocks_desk;
