import { bootstrapApplication } from '@angular/platform-browser';
import { providers, Root } from './app';

void bootstrapApplication(Root, { providers });
