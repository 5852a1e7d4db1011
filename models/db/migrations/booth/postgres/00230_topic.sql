-- +goose Up
-- What a petition is about, of the list in models/petition; '' is none.
ALTER TABLE petition ADD COLUMN topic TEXT NOT NULL DEFAULT '';
