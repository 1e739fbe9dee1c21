using System.Text.RegularExpressions;

namespace Portal.Infrastructure.Migrations;

/// <summary>What a database lacks, and what speaks against giving it that. Pure: from the files and what is recorded.</summary>
public sealed partial class MigrationPlan
{
    private readonly IReadOnlyList<Migration> _files;

    private MigrationPlan(IReadOnlyList<Migration> files, IReadOnlyList<MigrationStatus> statuses)
    {
        _files = files;
        Statuses = statuses;
    }

    /// <summary>Every file and every record, by name.</summary>
    public IReadOnlyList<MigrationStatus> Statuses { get; }

    /// <summary>The files that would run, in order.</summary>
    public IEnumerable<Migration> Pending => _files.Where(f => Statuses.Any(s => s.Name == f.Name && s.State == MigrationState.Pending));

    /// <summary>Whether a run would change nothing and refuse nothing.</summary>
    public bool IsUpToDate => Statuses.All(s => s.State == MigrationState.Applied);

    /// <exception cref="MigrationException">The files themselves are wrong: a name that is none, or a number that two have.</exception>
    public static MigrationPlan Make(IReadOnlyList<Migration> files, IReadOnlyDictionary<string, AppliedMigration> applied)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(applied);
        CheckNames(files);
        var newest = applied.Keys.Max(StringComparer.Ordinal);
        var statuses = files.Select(f => Status(f, applied.GetValueOrDefault(f.Name), newest))
            .Concat(applied.Where(a => files.All(f => f.Name != a.Key)).Select(a => new MigrationStatus(a.Key, MigrationState.Missing, a.Value.At)));
        return new([.. files.OrderBy(f => f.Name, StringComparer.Ordinal)], [.. statuses.OrderBy(s => s.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Refuses a plan that must not run; names the first reason and what to do.</summary>
    /// <exception cref="MigrationException">A file has changed, is missing or comes too late.</exception>
    public void Check()
    {
        foreach (var status in Statuses)
        {
            var reason = status.State switch
            {
                MigrationState.Missing => $"Migration {status.Name} was applied to this database but is not among the files: a newer version ran here. Start that version.",
                MigrationState.Changed => $"Migration {status.Name} has changed since it was applied. Restore the file, and put the change in a new one.",
                MigrationState.OutOfOrder => $"Migration {status.Name} has not been applied, but {Statuses.Last(s => s.AppliedAt is not null).Name} has: "
                    + "files run in the order of their numbers. Give it a number above.",
                _ => null,
            };
            if (reason is not null)
            {
                throw new MigrationException(reason + " Nothing was changed.");
            }
        }
    }

    private static MigrationStatus Status(Migration file, AppliedMigration? applied, string? newest) => new(
        file.Name,
        applied switch
        {
            null when newest is not null && string.CompareOrdinal(file.Name, newest) < 0 => MigrationState.OutOfOrder,
            null => MigrationState.Pending,
            _ when applied.Checksum != file.Checksum => MigrationState.Changed,
            _ => MigrationState.Applied,
        },
        applied?.At);

    private static void CheckNames(IReadOnlyList<Migration> files)
    {
        if (files.FirstOrDefault(f => !Name().IsMatch(f.Name)) is { } wrong)
        {
            throw new MigrationException($"Migration {wrong.Name} is not named like 0042_words_with_underscores.sql. Rename it. Nothing was changed.");
        }

        if (files.GroupBy(f => f.Name[..4], StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new MigrationException($"Migrations {string.Join(" and ", twice.Select(f => f.Name))} have the same number. Give one the next free one. Nothing was changed.");
        }
    }

    [GeneratedRegex(@"^\d{4}_[a-z0-9]+(_[a-z0-9]+)*\.sql$", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
