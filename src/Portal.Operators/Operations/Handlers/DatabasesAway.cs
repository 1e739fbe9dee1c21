using Portal.Infrastructure.Database;

namespace Portal.Operators.Operations.Handlers;

/// <summary>Work that goes through every database is tried again when one was away: the others have been served.</summary>
internal static class DatabasesAway
{
    /// <exception cref="InvalidOperationException">One was away.</exception>
    public static void Throw(IReadOnlyList<DatabaseAway> away)
    {
        if (away.Count > 0)
        {
            throw new InvalidOperationException(string.Join(" ", away.Select(database => $"The database \"{database.Name}\" could not be asked: {database.Reason}")));
        }
    }
}
