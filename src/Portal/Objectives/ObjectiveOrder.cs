using System.Globalization;
using Portal.Infrastructure.Objectives;

namespace Portal.Objectives;

/// <summary>In what order objectives are listed, and where a page goes on.</summary>
internal sealed class ObjectiveOrder
{
    // Nobody has more than the whole budget left: those that were never measured come after all that were.
    private const double Unmeasured = 2;

    public static readonly ObjectiveOrder ByName = new("objectives", isWorstFirst: false);
    public static readonly ObjectiveOrder WorstFirst = new("objectives:worst", isWorstFirst: true);

    private readonly bool _isWorstFirst;

    private ObjectiveOrder(string list, bool isWorstFirst) => (List, _isWorstFirst) = (list, isWorstFirst);

    /// <summary>What a cursor is of: one of another order is refused.</summary>
    public string List { get; }

    public IQueryable<ObjectiveRow> Of(IQueryable<ObjectiveRow> rows) =>
        _isWorstFirst ? rows.OrderBy(row => row.BudgetLeft ?? Unmeasured).ThenBy(row => row.Name) : rows.OrderBy(row => row.Name);

    public string PositionOf(ObjectiveRow row) =>
        _isWorstFirst ? string.Create(CultureInfo.InvariantCulture, $"{row.BudgetLeft ?? Unmeasured:R} {row.Name}") : row.Name;

    public IQueryable<ObjectiveRow> After(IQueryable<ObjectiveRow> rows, string position)
    {
        if (!_isWorstFirst)
        {
            return rows.Where(row => row.Name.CompareTo(position) > 0);
        }

        // Names have no spaces. Budgets move while somebody reads: then one may be read twice, or not, as in any list that moves.
        var space = position.IndexOf(' ', StringComparison.Ordinal);
        var (left, name) = (double.Parse(position[..space], CultureInfo.InvariantCulture), position[(space + 1)..]);
        return rows.Where(row => (row.BudgetLeft ?? Unmeasured) > left || ((row.BudgetLeft ?? Unmeasured) == left && row.Name.CompareTo(name) > 0));
    }
}
