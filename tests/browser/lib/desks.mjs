// Desks and cases for browser tests, made through the API as an app would.

import { randomUUID } from "node:crypto";

// A desk that answers for customs and charity in the whole country.
export const DESK = {
  name: { ky: "Бажы кабылдамасы", ru: "Приёмная таможни", en: "Customs reception" },
  about: {
    ky: "Жүк жана гуманитардык жардамды алып кирүү боюнча суроолорго жооп беребиз.",
    ru: "Отвечаем на вопросы о ввозе грузов и гуманитарной помощи.",
    en: "We answer questions about bringing goods and humanitarian aid into the country.",
  },
  topics: ["customs", "charity"],
  place_ids: ["kg"],
  languages: ["ky", "ru"],
  promise_days: 10,
};

// Sets up a desk in a story's organization; its owner answers there. Answers its id.
export async function setUpDesk(story, desk = DESK) {
  const { id } = await story.village.post(`/organizations/${story.organization}/desks`, desk);
  return id;
}

// A question to a desk, as somebody asks it.
export const QUESTION = {
  subject: "Рентген аппаратын бажысыз алып кирүү",
  text: "Облустук ооруканага рентген аппаратын белек кылгыбыз келет. Аны бажысыз алып кирүү үчүн кимге кайрылабыз?",
  topic: "customs",
  language: "ky",
  is_public: true,
};

export function ask(person, desk, question = QUESTION) {
  return person.post("/cases", { ...question, desk_id: desk });
}

export function say(person, id, kind, text) {
  return person.ask("POST", `/cases/${id}/messages`, { kind, text }, { "idempotency-key": randomUUID() });
}
