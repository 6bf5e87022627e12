// The frame around every page: head, skip link, navigation. No script, no inline style, nothing from elsewhere.

import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../../guard/sentences.ts';
import { asset } from '../assets.ts';
import { LANGUAGE_NAMES } from '../language.ts';
import { showLine } from '../shown.ts';
import type { Visit } from '../visit.ts';

export type LayoutProps = {
  readonly visit: Visit;
  readonly title: string;
  readonly current?:
    | 'held'
    | 'recent'
    | 'people'
    | 'tuning'
    | 'policy'
    | 'dashboard'
    | 'audit'
    | 'help'
    | undefined;
  /** The page has a bar of its own at the bottom of a phone. */
  readonly hasBar?: boolean;
  /** Loads our one script; the route has to allow it. */
  readonly hasScript?: boolean;
  /** A style sheet of its own, beside the one of all pages. */
  readonly style?: 'tuning.css' | 'audit.css';
  readonly children: ComponentChildren;
};

/** Stands in every form: the token that a forger cannot know. */
export function CsrfField({ visit }: { readonly visit: Visit }): VNode {
  return <input type="hidden" name="csrf" value={visit.csrf} />;
}

export function LanguageForm({ visit }: { readonly visit: Visit }): VNode {
  return (
    <form method="post" action="/language" class="languages" aria-label={visit.words.menu.language}>
      <CsrfField visit={visit} />
      <input type="hidden" name="back" value={visit.url} />
      {(Object.keys(LANGUAGE_NAMES) as Language[]).map((language) => (
        <button
          type="submit"
          name="language"
          value={language}
          lang={language}
          aria-pressed={language === visit.language}
        >
          {LANGUAGE_NAMES[language]}
        </button>
      ))}
    </form>
  );
}

/** The icon, drawn in the page: one request less. */
function Gate(): VNode {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#223f8f" />
      <path
        d="M5 8.5h22M8 13h16M10.5 8.5V26M21.5 8.5V26"
        fill="none"
        stroke="#fff"
        stroke-width="2.6"
        stroke-linecap="round"
      />
      <circle cx="16" cy="20" r="2.2" fill="#ffb4a3" />
    </svg>
  );
}

function Account({ visit }: { readonly visit: Visit }): VNode | null {
  const { user, words } = visit;
  if (user === null) return null;
  return (
    <details class="account" name="menu">
      <summary aria-label={`${words.menu.account}: ${showLine(user.name, 40)}`}>
        <span class="avatar" data-initial={([...showLine(user.name, 24)][0] ?? '').toUpperCase()} />
        <span class="name">{showLine(user.name, 24)}</span>
      </summary>
      <div class="sheet">
        <p>
          <b>{showLine(user.name, 64)}</b>
          <span class="quiet">{words.menu.roles[user.role]}</span>
        </p>
        <a class="button" href="/account">
          {words.account.title}
        </a>
        {(user.role === 'admin' || user.role === 'auditor') && (
          <>
            <a class="button" href="/dashboard">
              {words.dashboard.title}
            </a>
            <a class="button" href="/policy">
              {words.policy.title}
            </a>
            <a class="button" href="/tuning">
              {words.tuning.title}
            </a>
            <a class="button" href="/audit">
              {words.audit.title}
            </a>
          </>
        )}
        {user.role === 'admin' && (
          <a class="button" href="/people">
            {words.account.people}
          </a>
        )}
        <a class="button" href="/help">
          {words.menu.help}
        </a>
        <LanguageForm visit={visit} />
        <form method="post" action="/sign-out">
          <CsrfField visit={visit} />
          <button type="submit" class="button">
            {words.menu.signOut}
          </button>
        </form>
      </div>
    </details>
  );
}

function Navigation({ visit, current }: Pick<LayoutProps, 'visit' | 'current'>): VNode | null {
  const { user, words } = visit;
  if (user === null) return null;
  const link = (place: NonNullable<LayoutProps['current']>, label: string, shown?: string) => (
    <a class={shown} href={`/${place}`} aria-current={current === place ? 'page' : undefined}>
      {label}
    </a>
  );
  const oversees = user.role === 'admin' || user.role === 'auditor';
  return (
    <nav>
      {link('held', words.menu.held)}
      {link('recent', words.menu.recent)}
      {oversees && (
        <>
          {link('dashboard', words.dashboard.title, 'roomy')}
          {link('policy', words.policy.title, 'roomy')}
          {link('tuning', words.tuning.title, 'roomy')}
          {link('audit', words.audit.title, 'roomy')}
        </>
      )}
    </nav>
  );
}

/** The whole document; app.ts puts the doctype in front. */
export function Layout({ visit, title, current, hasBar, hasScript, style, children }: LayoutProps): VNode {
  const { words, language, user } = visit;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{`${showLine(title, 80)} · ${words.brand}`}</title>
        <link rel="stylesheet" href={asset('style.css').href} />
        {style && <link rel="stylesheet" href={asset(style).href} />}
        {hasScript && <script type="module" src={asset('live.js').href} />}
        <link rel="icon" href={asset('icon.svg').href} type="image/svg+xml" />
      </head>
      <body class={hasBar ? 'has-bar' : undefined}>
        <a class="skip" href="#page">
          {words.skip}
        </a>
        <header class="top">
          <a class="brand" href="/held" aria-label={words.brand}>
            <Gate />
            <span>{words.brand}</span>
          </a>
          <Navigation visit={visit} current={current} />
          <Account visit={visit} />
        </header>
        <main id="page">{children}</main>
        {user === null && (
          <footer>
            <a href="/help">{words.menu.help}</a>
            <LanguageForm visit={visit} />
          </footer>
        )}
      </body>
    </html>
  );
}
