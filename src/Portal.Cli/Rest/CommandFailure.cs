namespace Portal.Cli.Rest;

/// <summary>What a person is told in one line, with exit code 1.</summary>
internal sealed class CommandFailure(string message) : Exception(message);
