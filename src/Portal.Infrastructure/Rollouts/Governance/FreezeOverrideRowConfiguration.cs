using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Rollouts.Governance;

internal sealed class FreezeOverrideRowConfiguration : IEntityTypeConfiguration<FreezeOverrideRow>
{
    public void Configure(EntityTypeBuilder<FreezeOverrideRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.RolloutId, row.GrantedAt });
    }
}
