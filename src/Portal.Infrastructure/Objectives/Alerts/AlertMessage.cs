using Portal.Domain.Objectives.Alerts;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>What is sent, and where.</summary>
/// <param name="Id">The same at every attempt.</param>
/// <param name="Alert">What it is about.</param>
/// <param name="Action">Whether it begins or is over.</param>
/// <param name="Target">What is no secret of the channel.</param>
/// <param name="Secret">The channel's secret; empty where it has none.</param>
/// <param name="Reference">What the channel called the message that said that it began; null where none was sent.</param>
public sealed record AlertMessage(string Id, Alert Alert, AlertAction Action, string Target, string Secret, string? Reference)
{
    /// <summary>One line, with what has become of it.</summary>
    public string Headline => Action == AlertAction.Resolve ? $"Resolved: {Alert.Title}" : Alert.Title;

    /// <summary>Everything, as lines of text.</summary>
    public string Text => string.Join('\n', new[] { Alert.Summary }
        .Concat(Alert.Facts.Select(fact => $"{fact.Name}: {fact.Value}"))
        .Concat(new[] { Alert.DashboardUrl, Alert.RunbookUrl }.OfType<string>()));
}
