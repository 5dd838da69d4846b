import { labelledSentences } from './labelledSentence.ts';

/**
 * The second development set. It was held out once: the first rules had 0.73 of it right, where they had 0.99 of the
 * set they were written with. Its misses were then studied and the rules made wider, so it says nothing about
 * strangers' sentences any more.
 */
export const secondSetEnglish = labelledSentences({
  'polarity words': `
    + Your team rescued my afternoon, brilliant
    - The whole process is a shambles
    + Lovely chat, cheers
    - Honestly the worst helpdesk I have dealt with
    + I feel well looked after
    - That reply came across as quite insulting
    + What a relief
    - Frankly I regret upgrading
    + The new headset sounds fantastic
    - The onboarding was a mess`,
  negation: `
    - That is not what I would call service
    + You could not have been kinder
    - Nothing about this is easy
    - I haven't had a decent answer yet
    + There is not a single thing I would change
    - It isn't exactly fast, is it
    - The steps were not clear to me at all
    + It was no trouble to install
    - I can hardly call this progress
    - Don't tell me that this is normal
    - I wouldn't wish this tool on anyone
    + I wasn't disappointed`,
  'degree words': `
    - A rather unpleasant surprise
    + Remarkably easy to use
    - I am slightly irritated by now
    + Extremely grateful for the call
    - Way too many clicks, it is so tedious
    + I am fairly satisfied
    - Hugely disappointing
    + The chat was surprisingly good`,
  'punctuation and capitals': `
    - I NEED AN ANSWER NOW, THIS IS RIDICULOUS
    - Third crash today!!!
    + You guys ROCK!!!
    - Hello??? Still nobody???
    - My mailbox is STILL full of junk and nobody cares
    0 The device says PLEASE WAIT
    + FINALLY!!! Thank you!!!
    - This is getting WORSE`,
  contrast: `
    - The phone is lovely but the signal is hopeless
    + I was sceptical, but the switch went very smoothly
    - Quick reply, but it solved nothing
    + Long queue, but the woman who helped me was superb
    - I appreciate that you tried, but I am still stuck
    + It looked broken at first but everything is fine now
    - Nice colours but I hate the layout
    - Polite, but no help`,
  'emoji and emoticons': `
    + sorted 👌
    - an hour on hold 😒
    + <3 you people
    - deleted all my files :-(
    + 😍
    - 😠😠
    + works now :-D
    - not even an answer 😢`,
  idioms: `
    - I am pulling my hair out here
    + You are a lifesaver
    - This is driving me up the wall
    + I take my hat off to you
    - I could scream
    + It runs like a dream
    - That is the last straw
    - You are wasting my time
    + First class service
    - It is beyond a joke`,
  requests: `
    0 I would like to book a desk for Thursday
    0 Could you tell me which form I need for parental leave
    0 How do I forward calls to my mobile
    0 Can you increase my mailbox limit
    0 Please add Maria to the sales group
    0 What is the best way to back up my laptop
    0 Who is responsible for the plotter
    0 I need a good headset for calls, what do you offer
    0 May I install a free PDF editor
    0 When does my warranty end
    0 Is there a charge for a second monitor
    0 Do I have to pay tax on the bonus
    0 Can I win time by skipping the test environment
    0 I want to change my emergency contact
    0 How do I get rid of the attachment
    0 Which number do I call for a taxi`,
  'technical reports': `
    0 The scanner reports a paper jam
    0 Outlook asks for my password every few minutes
    0 Windows shows a blue screen after the update
    0 My headset has no sound on the left side
    0 The job was terminated with a fatal exception
    0 The dashboard displays an empty page
    0 Two users cannot reach the file server
    0 The token is invalid and the request is refused
    0 The battery drains within two hours
    0 There is a crack in the housing of my phone
    0 The report shows the wrong currency
    0 The database server ran out of memory
    0 A malicious mail was opened by a colleague
    0 My mouse pointer is frozen
    0 The print queue is blocked by one document
    0 Single sign-on fails for contractors`,
  'thanks and solved': `
    + That sorted it, many thanks
    + All working, thank you
    + Brilliant, it prints again
    + The restart helped
    + Thanks for sticking with me
    + Great, I can log in again
    + You solved it in two minutes
    + Thank you, that answers my question`,
  frustration: `
    - I have called five times and nobody calls back
    - Two weeks and still no laptop
    - You keep sending me the same article
    - Why was my ticket closed without a word
    - My mail is down again, every Monday the same
    - I have lost all faith in this department
    - Do you even read what I write
    - I expected more from you
    - Stop sending me links
    - I give up
    - The outage cost us a customer
    - This bot is hopeless
    - I have explained this to four different people
    - When will somebody finally look at this`,
  'short answers': `
    0 the first option
    0 nope
    0 in the afternoon
    0 about ten people
    0 yes, that one
    0 no idea
    0 hi there
    0 can you repeat that`,
});
