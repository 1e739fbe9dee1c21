using Portal.Domain;
using Portal.Domain.Objectives;
using Portal.Infrastructure.Objectives;

namespace Portal.Objectives;

/// <summary>Which objectives are asked for, and in what order.</summary>
/// <param name="State">A word of <see cref="ObjectiveStanding"/>; all when null.</param>
/// <param name="Plugin">Only this plugin's, by key; all when null.</param>
/// <param name="Sort">By <c>name</c>, or <c>worst</c> first: by what is left of the budget, and those that were never measured last. By name when null.</param>
internal sealed record ObjectiveFilter(string? State, string? Plugin, string? Sort = null)
{
    public const string Worst = "worst";

    public static readonly ObjectiveFilter All = new(null, null);

    private static readonly string[] States = [.. Enum.GetValues<ObjectiveStanding>().Select(ObjectiveView.Word)];

    public static bool IsState(string? word) => States.Contains(word);

    public Error? Check() =>
        State is not null && !IsState(State) ? new InvalidFields([new("/state", FieldText.Excerpt(State), $"A state is one of {string.Join(", ", States)}.")])
        : Sort is not (null or "name" or Worst) ? new InvalidFields([new("/sort", FieldText.Excerpt(Sort), $"The order is name or {Worst}.")])
        : null;

    public IQueryable<ObjectiveRow> Apply(IQueryable<ObjectiveRow> rows)
    {
        if (State is not null)
        {
            var wanted = Enum.Parse<ObjectiveStanding>(State, ignoreCase: true);
            rows = rows.Where(row => row.State == wanted);
        }

        return Plugin is null ? rows : rows.Where(row => row.Plugin == Plugin);
    }
}
