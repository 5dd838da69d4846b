import { labelledSentences } from './labelledSentence.ts';

/**
 * English sentences with the label a careful reader gives them, written for this project; nothing is copied.
 * The phenomena are those VADER was built and measured on (Hutto & Gilbert 2014: polarity words, negation, degree
 * words, punctuation, capitals, contrast with "but", emoticons, idioms); requests and reports are in the style of
 * help-desk utterances such as CLINC150's (Larson et al. 2019). A report of a fault without a judgement is neutral.
 */
export const labelledEnglish = labelledSentences({
  'polarity words': `
    + The new portal is great
    + What a fantastic service
    - This is terrible
    - I hate this system
    + I love the new laptop
    - The support here is awful
    + You have been really helpful
    - That was a horrible experience
    + Brilliant work from your team
    - I am so angry right now
    + Everything about the migration was excellent
    - The new tool is useless
    + I am happy with the result
    - This is a disaster
    + The instructions were perfect
    - What a pathetic excuse
    + I enjoyed the training
    - I am disappointed in the outcome
    + Nice and easy
    - This is ridiculous and unacceptable
    + The agent was friendly and patient
    - The person I spoke to was rude
    + A smooth and pleasant rollout
    - My experience with the help desk was dreadful`,
  negation: `
    - The answer was not helpful
    - That isn't good enough
    + That is not bad
    - This is not very good
    - I never liked this app
    - It ain't great
    + Not a problem
    + No problem at all, take your time
    - I don't like the new screen
    - The chat bot was not really useful
    + It was not at all bad
    - I wasn't very impressed
    + I can't complain
    - Your reply didn't help
    + I couldn't be happier
    - I can't stand this program
    - Nobody was able to help me
    - There was no help whatsoever
    + No worries
    - I am not happy with this
    - It hardly ever works properly
    - It is not as good as the old one
    + It could not have gone better
    - I do not think this is a good solution
    + I have never had a better experience
    - You don't seem to care
    + There is nothing wrong with the new one, I like it
    - Not great, not what I asked for
    + It isn't bad at all
    - Nothing you suggested was helpful
    + I have no complaints
    - I'm not satisfied with the answer
    + It didn't take long and it was not difficult
    - It doesnt make any sense and it isnt fair
    + Without your help I would be lost, thank you
    - I would not recommend this to anyone
    - The update did not go well
    - Neither answer was useful`,
  'degree words': `
    + That is very good
    - This is extremely annoying
    + Really nice work
    - I am totally fed up
    + I am somewhat happy with it
    - It is a bit disappointing
    - It is slightly annoying
    + Absolutely wonderful
    - The laptop is painfully slow
    - It is incredibly frustrating
    + Pretty good so far
    + So much better than before
    - It is getting a little tiresome
    - The delay is really unacceptable
    + The new version is way better
    - This has become much worse
    + Quite pleased with the outcome
    - It is kind of sad how bad this is
    + Super helpful
    - Deeply dissatisfied
    + An exceptionally clear answer, very well explained
    - The handling was rather poor
    + Damn good job
    - Far too complicated and way too slow`,
  'punctuation and capitals': `
    - This is TERRIBLE
    - Still broken!!!
    + THANK YOU SO MUCH
    - WHY IS THIS STILL NOT WORKING
    + Great job!!!
    - I HATE this thing
    - Is anybody there???
    + It is FIXED!!!
    - ARE YOU KIDDING ME
    + Awesome!!!!
    - Answer me!!!
    - THE PRINTER IS BROKEN AGAIN
    + YES!!! Finally it works!!!
    - What is going on??? Nothing works!!!
    0 My VPN shows ERROR 809
    0 The SSO login asks for an OTP
    0 ACCESS DENIED is what the page says
    0 The file is called README FIRST
    - This is unbelievable!!!
    + Perfect!!`,
  contrast: `
    - The agent was friendly but the problem was never solved
    + It took a while but now it works great
    - I like the idea, but it is awful to use
    + The old one was terrible but this one is wonderful
    - Thanks, but that did not help
    - Thank you for trying but it is still broken
    + I was angry at first, but you sorted it out perfectly
    - The design is nice, however it is annoyingly slow
    + It was a pain to install, however I love the result
    - Good try but no, it fails again
    + There were a few problems, but the support was excellent
    - The portal looks good but it is useless
    + I did not like it at first but now I love it
    - Everyone was polite but nobody helped
    + A bit slow but very good
    - You say it is fixed, but it isn't
    + Not cheap, but really good
    - It was great until the update ruined it
    + Although the wait was long, the answer was excellent
    - I appreciate the effort but I am still frustrated`,
  'emoji and emoticons': `
    + thanks 😊
    - still waiting 😡
    + it works :)
    - no answer yet :(
    + 👍
    - 👎
    + ❤️
    - again?! 🤬
    + you are the best 🎉🎉
    - my whole day is gone 😭
    + ok :-)
    - great, another outage 🙄
    + <3
    - :'(
    + got it :D
    - the call dropped for the third time 😤
    + 🙏 thank you
    - 😞
    + 🥰🥰
    - not again 🤦
    0 🤔
    0 the ✅ box is empty
    + xD that was quick
    - >:(`,
  idioms: `
    - This is a waste of time
    + You made my day
    + You saved my life
    - I am sick of this
    - I am fed up with waiting
    - It drives me crazy
    + It works like a charm
    - What a joke
    - I have had enough
    + Keep up the good work
    - This is a nightmare
    + You nailed it
    - It gets on my nerves
    + Hats off to your team
    - I am at my wits' end
    + Spot on
    - How many times do I have to ask
    + That did the trick
    - For the third time, please answer
    - I want to speak to your manager
    + Two thumbs up
    - You have got to be kidding me
    - I am losing my patience
    + It was a piece of cake`,
  requests: `
    0 I need help with my password
    0 How do I reset my password?
    0 I want to order a new monitor
    0 Please unlock my account
    0 Can you help me set up my phone?
    0 What is the status of INC0010023
    0 I would like to talk to an agent
    0 Where can I find the holiday policy
    0 Please cancel my order
    0 I'd like to share a folder with my team
    0 Who approves my request?
    0 Is the office free on Friday
    0 I want to join the finance distribution list
    0 How long does a security review take
    0 I need access to the shared mailbox
    0 When do I get paid
    0 How do I stop the automatic replies
    0 Please block this sender
    0 Could you leave a note for the on-call engineer
    0 How do I clear the cache
    0 What are the top ten applications
    0 I have an interest in the project manager role
    0 How can I protect a file with a password
    0 Can I trust this certificate
    0 Please save this for later
    0 Do you support the French keyboard
    0 How do I apply for sick leave
    0 Is there a free parking space
    0 What does the insurance cover
    0 I hope to start on Monday, what do I need`,
  'technical reports': `
    0 I get an error when I open Outlook
    0 The screen says critical update required
    0 How do I kill the process on port 8080
    0 My laptop battery is dead
    0 I lost my badge
    0 The server returns error 500
    0 My account is locked
    0 The VPN connection fails after a minute
    0 I have a problem with my printer
    0 My screen is broken
    0 The application crashed this morning
    0 Excel is stuck on loading
    0 Please install the critical patch
    0 A warning about the firewall pops up
    0 The login was rejected
    0 I dropped my phone and the glass is cracked
    0 The phone died during the call
    0 The child process is killed by the parent
    0 My password has expired
    0 I received a phishing mail
    0 The antivirus found a virus in an attachment
    0 The disk is full and the backup job aborted
    0 There is an issue with the shared drive
    0 Teams freezes when I share my screen
    0 My laptop was stolen
    0 It says wrong user name or password
    0 The printer is not working
    0 The mouse doesn't work
    0 I cannot log in
    0 The meeting room display is down
    0 The job failed with exit code 1
    0 The alert says that the certificate is invalid
    0 One of the disks in the array is damaged
    0 Requests to the API are blocked by the proxy
    0 The fire alarm test is on Monday
    0 The page does not load`,
  'thanks and solved': `
    + Thanks, that worked
    + It works now
    + Thank you very much
    + The problem is solved
    + Fixed, thanks
    + Cheers, all good now
    + That fixed it
    + No more errors since the update, thanks
    + The issue is gone
    + Got it working again
    + Thanks a lot for the quick reply
    + Perfect, thank you
    + That helped a lot
    + It is up and running again
    + I appreciate your help
    + Much appreciated
    + thx
    + The printer is working again
    + Solved!
    + You are a star`,
  frustration: `
    - It is still not working
    - I have been waiting for three hours
    - Nobody answers my emails
    - This is the third time I report this
    - It keeps crashing all the time
    - Every day the same error
    - Nothing works
    - The problem is back again
    - You closed my ticket without fixing anything
    - I still have no answer
    - This is urgent and nobody is doing anything
    - The laptop is always freezing
    - I am tired of explaining it again and again
    - Why does this take so long
    - It has been broken for weeks
    - I already told you that twice
    - My request was ignored
    - You are not listening
    - The bot does not understand anything
    - I want to make a complaint
    - It never works when I need it
    - Constant errors since the update
    - This makes me mad
    - Seriously, another crash?
    - Your fix made everything worse
    - I lost a whole day because of this mess`,
  'short answers': `
    0 yes
    0 no
    0 ok
    0 no, that is all
    0 maybe later
    0 Monday morning
    0 the second one
    0 I don't know
    0 none of these
    0 no thanks
    0 I am not sure
    0 it is for my manager
    0 hello
    0 please wait
    0 yes please
    0 stop`,
});
