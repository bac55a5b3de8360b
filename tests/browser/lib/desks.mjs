// Desks and cases for browser tests, made through the API as an app would.

import { randomUUID } from "node:crypto";

// A desk that answers for pensions in the whole country; the demo has none.
export const DESK = {
  name: { ky: "Пенсия бөлүмү", ru: "Пенсионный отдел", en: "Pension desk" },
  about: {
    ky: "Пенсия жана стаж боюнча суроолорго жооп беребиз.",
    ru: "Отвечаем на вопросы о пенсии и стаже.",
    en: "We answer questions about pensions and years of work.",
  },
  topics: ["pensions"],
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
  subject: "Чет өлкөдөгү стажды пенсияга кошуу",
  text: "Казакстанда он жыл иштедим. Ушул стаж пенсияга кошулабы, кайсы справка керек?",
  topic: "pensions",
  language: "ky",
  is_public: true,
};

export function ask(person, desk, question = QUESTION) {
  return person.post("/cases", { ...question, desk_id: desk });
}

export function say(person, id, kind, text) {
  return person.ask("POST", `/cases/${id}/messages`, { kind, text }, { "idempotency-key": randomUUID() });
}
