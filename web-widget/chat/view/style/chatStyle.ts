import banners from './banners.css';
import base from './base.css';
import bodies from './bodies.css';
import composer from './composer.css';
import conditions from './conditions.css';
import messages from './messages.css';
import window from './window.css';

/** The chat's rules, in the order in which they override one another. */
export const chatStyle = [base, window, banners, messages, bodies, composer, conditions].join('');
