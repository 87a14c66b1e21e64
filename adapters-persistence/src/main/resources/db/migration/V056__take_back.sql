-- What is done about privileged access that was given past the product.

ALTER TABLE target_system
    ADD COLUMN out_of_band_grants text NOT NULL DEFAULT 'ALERT' CHECK (out_of_band_grants IN ('ALERT', 'TAKE_BACK'));
