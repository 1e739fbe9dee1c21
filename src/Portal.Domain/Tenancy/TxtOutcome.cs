namespace Portal.Domain.Tenancy;

/// <summary>What DNS said when asked for the texts at a name.</summary>
/// <param name="Answered">Whether a server gave an answer, be it that there are none.</param>
/// <param name="Texts">The texts, each with its parts put together.</param>
public sealed record TxtOutcome(bool Answered, IReadOnlyList<string> Texts)
{
    public static TxtOutcome Unanswered { get; } = new(false, []);
}
