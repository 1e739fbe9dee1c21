using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Remediations;

internal sealed class RemediationAttemptRowConfiguration : IEntityTypeConfiguration<RemediationAttemptRow>
{
    public void Configure(EntityTypeBuilder<RemediationAttemptRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.RemediationId, row.Number });
    }
}
