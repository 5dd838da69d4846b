/** What a requester or an agent says in one message, in length and kind. */
export const words = 'It started this morning after the update, and restarting did not help.';
