import { startPage } from '../shell/startPage.tsx';
import { StudioPage } from './StudioPage.tsx';

startPage(window, 'studio', StudioPage);
