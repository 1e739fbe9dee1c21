using Portal.Domain;
using Portal.Domain.Remediations;
using Portal.Domain.Rollouts;
using Portal.Infrastructure.Remediations;

namespace Portal.Remediations;

/// <summary>Which findings are asked for.</summary>
/// <param name="State"><c>current</c>, what is still so, <c>ended</c>, or one of the states; all when null.</param>
/// <param name="Kind">Only this kind; all when null.</param>
/// <param name="Rollout">Only this rollout's; all when null.</param>
internal sealed record RemediationFilter(string? State, string? Kind, string? Rollout)
{
    public Error? Check()
    {
        var faults = new List<FieldError>();
        if (State is not (null or "current" or "ended") && !RemediationWord.TryParse<RemediationState>(State, out _))
        {
            faults.Add(new("/state", FieldText.Excerpt(State), "A state is current, ended, open, suggested, acted, resolved or dismissed."));
        }

        if (Kind is not null && !RemediationWord.TryParse<RemediationKind>(Kind, out _))
        {
            faults.Add(new("/kind", FieldText.Excerpt(Kind), $"A kind is {string.Join(", ", Enum.GetValues<RemediationKind>().Select(RemediationWord.Of))}."));
        }

        return faults.Count == 0 ? null : new InvalidFields(faults);
    }

    public IQueryable<RemediationRow> Apply(IQueryable<RemediationRow> rows)
    {
        rows = State switch
        {
            null => rows,
            "current" => rows.Where(row => row.EndedAt == null),
            "ended" => rows.Where(row => row.EndedAt != null),
            _ when RemediationWord.TryParse<RemediationState>(State, out var state) => rows.Where(row => row.State == state),
            _ => rows,
        };
        if (RemediationWord.TryParse<RemediationKind>(Kind, out var kind))
        {
            rows = rows.Where(row => row.Kind == kind);
        }

        if (Rollout is null)
        {
            return rows;
        }

        // What is no id of a rollout is no rollout's.
        RolloutId? rollout = RolloutId.TryParse(Rollout, out var id) ? id : new RolloutId(Guid.Empty);
        return rows.Where(row => row.RolloutId == rollout);
    }
}
