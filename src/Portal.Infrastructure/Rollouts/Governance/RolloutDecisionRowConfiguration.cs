using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Rollouts.Governance;

internal sealed class RolloutDecisionRowConfiguration : IEntityTypeConfiguration<RolloutDecisionRow>
{
    public void Configure(EntityTypeBuilder<RolloutDecisionRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.RolloutId, row.Stage, row.MemberId });
    }
}
