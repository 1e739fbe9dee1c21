namespace Portal.Operators.Tests.LocalKubernetes;

internal sealed record KubectlResult(int ExitCode, string Output, string Error);
