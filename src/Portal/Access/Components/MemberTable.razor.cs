using Microsoft.AspNetCore.Components;
using Portal.Layout;

namespace Portal.Access.Components;

/// <summary>The people of this tenant and what their roles mean.</summary>
public sealed partial class MemberTable : ComponentBase
{
    private IReadOnlyList<MemberView>? _members;

    [Inject]
    private CircuitCaller Circuit { get; set; } = null!;

    [Inject]
    private AccessQueries Queries { get; set; } = null!;

    protected override async Task OnInitializedAsync() =>
        _members = (await Queries.MembersAsync(await Circuit.GetAsync(), CancellationToken.None)).OrRefuse();
}
