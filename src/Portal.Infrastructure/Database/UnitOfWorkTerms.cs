using System.Data;

namespace Portal.Infrastructure.Database;

/// <summary>How a unit of work begins, beside for whom and where.</summary>
/// <param name="Isolation">What it sees of others' changes.</param>
/// <param name="Holder">Who commits for it; itself when null.</param>
/// <param name="Before">A statement that has to run for the tenant to be found, with its id as $1; none when null.</param>
/// <param name="Longest">How long one statement after the binding may take; as long as it wants when null.</param>
internal sealed record UnitOfWorkTerms(
    IsolationLevel Isolation = IsolationLevel.ReadCommitted, HeldCommit? Holder = null, string? Before = null, TimeSpan? Longest = null)
{
    public static UnitOfWorkTerms Plain { get; } = new();
}
