-- Som for one unit of a currency, in millionths, from a day on until a later one.
CREATE TABLE exchange_rates (
    currency TEXT COLLATE "C" NOT NULL CHECK (currency <> 'KGS'),
    dated DATE NOT NULL,
    rate BIGINT NOT NULL CHECK (rate > 0),
    source TEXT NOT NULL,
    imported_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
    imported_at TIMESTAMP NOT NULL,
    PRIMARY KEY (currency, dated)
);
