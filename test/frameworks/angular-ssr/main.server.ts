import { bootstrapApplication, type BootstrapContext } from '@angular/platform-browser';
import { provideServerRendering, RenderMode, withRoutes } from '@angular/ssr';
import { providers, Root } from './app';

const onEachRequest = provideServerRendering(withRoutes([{ path: '**', renderMode: RenderMode.Server }]));

export default (context: BootstrapContext) =>
  bootstrapApplication(Root, { providers: [...providers, onEachRequest] }, context);
