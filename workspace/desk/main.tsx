import { startPage } from '../shell/startPage.tsx';
import { DeskPage } from './DeskPage.tsx';

startPage(window, 'desk', DeskPage);
