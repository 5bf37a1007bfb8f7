import { CloudOff, Lock, SearchX, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type Failure, failureOf } from "../lib/failure.ts";
import { useFailureText } from "../lib/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { Message } from "../ui/message.tsx";
import { DenialLink } from "./denial-link.tsx";

interface FailurePanelProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  readonly headingLevel?: 1 | 2;
}

/** A part of a page that could not be had: why, the number to report, and what to do. */
export function FailurePanel({ error, onRetry, headingLevel = 2 }: FailurePanelProps) {
  const { t } = useTranslation();
  const failure = failureOf(error);
  const text = useFailureText();
  const retry = onRetry ? (
    <Button look="primary" onClick={onRetry}>
      {t("common.retry")}
    </Button>
  ) : null;

  if (failure.status === 403) {
    const permission = failure.params["permission"];
    return (
      <Message icon={<Lock />} title={t("state.deniedTitle")} role="alert" headingLevel={headingLevel}>
        <p>{typeof permission === "string" ? t("state.deniedBody", { permission }) : t("state.deniedBodyUnknown")}</p>
        {typeof permission === "string" ? <DenialLink permission={permission} /> : null}
        <Report failure={failure} />
      </Message>
    );
  }
  if (failure.status === 404) {
    return (
      <Message icon={<SearchX />} title={t("state.recordNotFoundTitle")} role="alert" headingLevel={headingLevel}>
        <p>{text(failure)}</p>
      </Message>
    );
  }
  if (failure.code === null) {
    return (
      <Message
        icon={<CloudOff />}
        title={t("state.networkTitle")}
        role="alert"
        actions={retry}
        headingLevel={headingLevel}
      >
        <p>{t("state.networkBody")}</p>
      </Message>
    );
  }
  return (
    <Message
      icon={<TriangleAlert />}
      title={t("state.errorTitle")}
      role="alert"
      actions={retry}
      headingLevel={headingLevel}
    >
      <p>{text(failure)}</p>
      <Report failure={failure} />
    </Message>
  );
}

/** Code and request number, to quote in a report. */
function Report({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation();
  return (
    <dl className="grid justify-center gap-1 font-mono text-xs break-all">
      {failure.code ? (
        <div>
          <dt className="inline">{t("state.errorCode")}: </dt>
          <dd className="inline">{failure.code}</dd>
        </div>
      ) : null}
      {failure.requestId ? (
        <div>
          <dt className="inline">{t("state.requestId")}: </dt>
          <dd className="inline">{failure.requestId}</dd>
        </div>
      ) : null}
    </dl>
  );
}
