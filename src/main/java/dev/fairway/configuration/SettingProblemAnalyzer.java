package dev.fairway.configuration;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a {@link SettingProblem} as two sentences instead of a stack trace. */
final class SettingProblemAnalyzer extends AbstractFailureAnalyzer<SettingProblem> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SettingProblem cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
